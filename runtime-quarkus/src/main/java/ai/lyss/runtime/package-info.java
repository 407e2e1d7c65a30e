/** The program: it settles what the process runs on, then hands over to Quarkus. */
@NullMarked
package ai.lyss.runtime;

import org.jspecify.annotations.NullMarked;
