/** Who calls administration, and whether the endpoint table lets it. */
@NullMarked
package ai.lyss.adapter.rest.caller;

import org.jspecify.annotations.NullMarked;
