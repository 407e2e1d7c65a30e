/** The PostgreSQL of the embedded default, and the state folder it lives in. */
@NullMarked
package ai.lyss.runtime.embedded;

import org.jspecify.annotations.NullMarked;
