/** What every stored thing has in common: revision, page, outcome of a change. */
@NullMarked
package ai.lyss.domain.store;

import org.jspecify.annotations.NullMarked;
