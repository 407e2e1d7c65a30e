/** Golden cases of dialects: what a request says, and what becomes of an answer. */
package ai.lyss.adapter.rest.dialect.golden;
