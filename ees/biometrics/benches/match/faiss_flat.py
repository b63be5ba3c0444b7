import sys
import time

import faiss
import numpy

faiss.omp_set_num_threads(1)
codes = numpy.fromfile(sys.argv[1], dtype=numpy.int8).reshape(-1, 128).astype(numpy.float32)
queries, step = int(sys.argv[2]), int(sys.argv[3])
index = faiss.IndexFlatIP(128)
index.add(codes)
times = []
for number in range(0, len(codes), step)[:queries]:
    begun = time.perf_counter()
    _, found = index.search(codes[number : number + 1], 10)
    times.append(1e3 * (time.perf_counter() - begun))
    assert found[0][0] == number
print(sorted(times)[len(times) // 2])
