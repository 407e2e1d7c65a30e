/** Ollama held against its golden files, and what it must not forget. */
package ai.lyss.adapter.provider.ollama;
