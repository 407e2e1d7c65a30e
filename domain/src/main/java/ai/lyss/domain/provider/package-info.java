/** A tenant's account at a vendor. */
@NullMarked
package ai.lyss.domain.provider;

import org.jspecify.annotations.NullMarked;
