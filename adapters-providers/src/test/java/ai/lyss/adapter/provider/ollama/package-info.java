/** Ollama held against its golden files. */
package ai.lyss.adapter.provider.ollama;
