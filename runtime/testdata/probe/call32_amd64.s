#include "textflag.h"

// func call32(number uintptr) (answer uintptr)
TEXT ·call32(SB), NOSPLIT, $0-16
	MOVQ number+0(FP), AX
	XORQ BX, BX
	XORQ CX, CX
	XORQ DX, DX
	XORQ SI, SI
	XORQ DI, DI
	INT  $0x80
	MOVQ AX, answer+8(FP)
	RET
