/**
 * Vendors that speak OpenAI's Chat Completions dialect, by splicing: the caller's body goes on byte
 * for byte but for the edits that must be made, the answer's bytes flow back beside a scanner. What
 * differs between such vendors is data in {@code OpenAiQuirks}.
 *
 * <p>Checked on 2026-11-23 against {@code https://api.openai.com/v1}, API version {@code
 * 2020-10-01}. A stream ends with {@code data: [DONE]}; usage comes in a chunk of its own, with
 * empty {@code choices}, or on the last chunk, or under {@code x_groq}; errors come as a status
 * with a body, as a body under status 200, and as an event in a stream.
 */
@NullMarked
package ai.lyss.adapter.provider.openai;

import org.jspecify.annotations.NullMarked;
