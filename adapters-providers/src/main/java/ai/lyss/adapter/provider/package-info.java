/** Calls of vendors: one folder a vendor, and what they share in {@code http}. */
@NullMarked
package ai.lyss.adapter.provider;

import org.jspecify.annotations.NullMarked;
