/** The whole configuration, read as it stands at one moment. */
@NullMarked
package ai.lyss.adapter.persistence.snapshot;

import org.jspecify.annotations.NullMarked;
