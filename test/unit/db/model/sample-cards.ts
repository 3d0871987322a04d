// Made-up cards, in the form their QR holds: two of 2021 (with and without an old number), one of 2024.

export const sampleCards = {
  an: '046090001234|191234567|Nguyễn Văn An|01021990|Nam|12 Lê Lợi, Vĩnh Ninh, Huế, Thừa Thiên Huế|15082021',
  binh: '046305004321||Trần Thị Bình|20112005|Nữ|Thôn 2, Quảng Thọ, Quảng Điền, Thừa Thiên Huế|01092023',
  khoi: '046212000777||Lê Minh Khôi|05062012|Nam|Phường Thuận Hóa, Thành phố Huế|10072025||||',
} as const
