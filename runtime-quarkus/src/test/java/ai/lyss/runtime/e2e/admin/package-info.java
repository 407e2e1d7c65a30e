/** Administration on the running service, case by case for each of its collections. */
@NullMarked
package ai.lyss.runtime.e2e.admin;

import org.jspecify.annotations.NullMarked;
