/** Ports in memory, held to the same contracts as the adapters. */
@NullMarked
package ai.lyss.domain.fake;

import org.jspecify.annotations.NullMarked;
