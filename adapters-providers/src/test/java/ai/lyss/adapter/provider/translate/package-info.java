/** Translation as all vendors share it. */
package ai.lyss.adapter.provider.translate;
