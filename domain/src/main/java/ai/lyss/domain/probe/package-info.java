/** Tests of connections to vendors: what was asked of a vendor, and what came of it. */
@NullMarked
package ai.lyss.domain.probe;

import org.jspecify.annotations.NullMarked;
