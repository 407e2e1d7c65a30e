/** Where connections of the gateway may lead: what addresses are, and which are allowed. */
@NullMarked
package ai.lyss.domain.egress;

import org.jspecify.annotations.NullMarked;
