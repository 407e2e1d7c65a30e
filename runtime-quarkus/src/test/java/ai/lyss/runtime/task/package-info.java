/** What operators do from the command line besides running the service. */
@NullMarked
package ai.lyss.runtime.task;

import org.jspecify.annotations.NullMarked;
