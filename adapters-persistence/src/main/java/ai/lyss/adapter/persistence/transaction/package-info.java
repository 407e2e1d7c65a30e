/**
 * Changes bound to a tenant, with their audit row and notice, and the first things of an
 * installation.
 */
@NullMarked
package ai.lyss.adapter.persistence.transaction;

import org.jspecify.annotations.NullMarked;
