/** Providers in PostgreSQL, their credentials sealed. */
@NullMarked
package ai.lyss.adapter.persistence.provider;

import org.jspecify.annotations.NullMarked;
