/** What is asked of the embedded store and its folder. */
@NullMarked
package ai.lyss.runtime.embedded;

import org.jspecify.annotations.NullMarked;
