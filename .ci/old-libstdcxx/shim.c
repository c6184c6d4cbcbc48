/* Stands for what GCC 13 added to libstdc++.so.6; see make. The old library starts the standard streams by an object of std::ios_base::Init. */
void library_init(void) __asm__("_ZSt21ios_base_library_initv");
void library_init(void) {}
extern void init(void*) __asm__("_ZNSt8ios_base4InitC1Ev");
static char object[8];
__attribute__((constructor)) static void start(void) { init(object); }
