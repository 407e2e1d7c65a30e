/** Administration: drafts are checked whole, changes are stored with who made them. */
@NullMarked
package ai.lyss.application.admin;

import org.jspecify.annotations.NullMarked;
