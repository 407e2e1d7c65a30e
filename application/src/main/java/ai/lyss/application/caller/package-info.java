/** Who presents a token, answered from memory. */
@NullMarked
package ai.lyss.application.caller;

import org.jspecify.annotations.NullMarked;
