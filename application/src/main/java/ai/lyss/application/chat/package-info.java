/** One relay: admit, route, dispatch, settle. Each stage's result is the next one's input. */
@NullMarked
package ai.lyss.application.chat;

import org.jspecify.annotations.NullMarked;
