/** What the readers of all dialects share: how a body is read, and what is noted on the way. */
@NullMarked
package ai.lyss.adapter.rest.relay.body;

import org.jspecify.annotations.NullMarked;
