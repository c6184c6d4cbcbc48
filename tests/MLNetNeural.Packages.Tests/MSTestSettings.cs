// Each test runs a build, which has all cores.
[assembly: DoNotParallelize]
