/**
 * Secrets at rest: master keys, data keys wrapped by them, sealed credentials and digests of API
 * keys.
 */
@NullMarked
package ai.lyss.adapter.persistence.secret;

import org.jspecify.annotations.NullMarked;
