/** Administration through JAX-RS: one resource a collection, its bodies beside it. */
@NullMarked
package ai.lyss.adapter.rest.admin;

import org.jspecify.annotations.NullMarked;
