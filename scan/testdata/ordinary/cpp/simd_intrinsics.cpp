#include <immintrin.h>
#include <cstdio>
int main() { __m128i a = _mm_setr_epi32(1, 2, 3, 4), b = _mm_set1_epi32(10); alignas(16) int r[4]; _mm_store_si128((__m128i*)r, _mm_add_epi32(a, b)); printf("%d %d\n", r[0], r[3]); }
