// libtorch has threads of its own, and what it keeps is counted for the whole process.
[assembly: DoNotParallelize]
