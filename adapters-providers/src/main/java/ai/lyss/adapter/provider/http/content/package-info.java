/** Fetches documents from outside through the egress guard: images of requests, keys of tokens. */
@NullMarked
package ai.lyss.adapter.provider.http.content;

import org.jspecify.annotations.NullMarked;
