/** Every dialect against every vendor that aimock plays, and what went out to them. */
@NullMarked
package ai.lyss.runtime.e2e.aimock;

import org.jspecify.annotations.NullMarked;
