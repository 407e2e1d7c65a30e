/** Channels in PostgreSQL, with the models they offer. */
@NullMarked
package ai.lyss.adapter.persistence.channel;

import org.jspecify.annotations.NullMarked;
