/** Prices and costs in whole nano-units; never floating point. */
@NullMarked
package ai.lyss.domain.pricing;

import org.jspecify.annotations.NullMarked;
