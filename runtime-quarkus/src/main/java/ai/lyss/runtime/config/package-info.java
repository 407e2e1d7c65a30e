/** The settings of the gateway: typed, documented and checked at start. */
@NullMarked
package ai.lyss.runtime.config;

import org.jspecify.annotations.NullMarked;
