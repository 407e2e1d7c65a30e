/**
 * Anthropic's Messages API: spliced for callers of the same dialect, translated to for all others.
 * API versions 2023-06-01 and 2026-10-21, checked in November 2026. Its peculiarities: {@code
 * max_tokens} is required, results of tools stand first in one user turn, the input count leaves
 * cached tokens out, a stream is whole with {@code message_stop} only.
 *
 * @see <a href="https://platform.claude.com/docs/en/api/messages">Messages</a>
 */
@NullMarked
package ai.lyss.adapter.provider.anthropic;

import org.jspecify.annotations.NullMarked;
