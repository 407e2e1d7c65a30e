/** The configuration compiled for the relay and swapped as a whole. */
@NullMarked
package ai.lyss.application.catalog;

import org.jspecify.annotations.NullMarked;
