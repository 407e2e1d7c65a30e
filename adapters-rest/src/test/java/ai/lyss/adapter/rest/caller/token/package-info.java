/** Tokens of identity providers, good ones and attacks. */
@NullMarked
package ai.lyss.adapter.rest.caller.token;

import org.jspecify.annotations.NullMarked;
