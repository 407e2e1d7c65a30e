/** Tokens of identity providers (JWT): their keys, their checks. */
@NullMarked
package ai.lyss.adapter.rest.caller.token;

import org.jspecify.annotations.NullMarked;
