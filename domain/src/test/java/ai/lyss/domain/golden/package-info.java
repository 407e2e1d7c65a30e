/** Golden cases as every module reads them: one JSON object a line, each with its source. */
package ai.lyss.domain.golden;
