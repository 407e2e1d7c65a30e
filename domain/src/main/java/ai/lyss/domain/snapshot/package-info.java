/** The whole configuration a relay needs, immutable and swapped as one. */
@NullMarked
package ai.lyss.domain.snapshot;

import org.jspecify.annotations.NullMarked;
