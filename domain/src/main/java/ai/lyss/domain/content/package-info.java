/**
 * What is said in a chat, whatever the dialect it is written in: the form that two dialects meet in
 * when a caller speaks one and a vendor another.
 */
@NullMarked
package ai.lyss.domain.content;

import org.jspecify.annotations.NullMarked;
