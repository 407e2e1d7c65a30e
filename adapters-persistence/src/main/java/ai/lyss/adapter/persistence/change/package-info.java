/** Notices that the configuration changed, by LISTEN and NOTIFY. */
@NullMarked
package ai.lyss.adapter.persistence.change;

import org.jspecify.annotations.NullMarked;
