/** Problem documents (RFC 9457): how administration tells every failure. */
@NullMarked
package ai.lyss.adapter.rest.problem;

import org.jspecify.annotations.NullMarked;
