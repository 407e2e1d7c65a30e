/** Proof that the documents hold together and agree with the code. */
@NullMarked
package ai.lyss.runtime.docs;

import org.jspecify.annotations.NullMarked;
