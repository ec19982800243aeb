/** JMH benchmarks of single steps: minting, scope decisions, the file-system resolver. */
@NullMarked
package org.symbolon.bench.micro;

import org.jspecify.annotations.NullMarked;
