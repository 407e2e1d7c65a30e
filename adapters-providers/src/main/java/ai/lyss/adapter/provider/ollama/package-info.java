/**
 * Ollama's own API, {@code /api/chat}: lines of JSON instead of events, arguments as objects, no
 * tool choice, no ids of answers. Callers never speak it, so that every request is translated.
 * Checked against the project's documents of August 2026.
 *
 * @see <a href="https://github.com/ollama/ollama/blob/main/docs/api.md">API</a>
 */
@NullMarked
package ai.lyss.adapter.provider.ollama;

import org.jspecify.annotations.NullMarked;
