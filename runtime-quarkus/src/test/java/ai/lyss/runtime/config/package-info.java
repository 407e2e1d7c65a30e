/** What is asked of the settings. */
@NullMarked
package ai.lyss.runtime.config;

import org.jspecify.annotations.NullMarked;
