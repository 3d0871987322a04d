// The first eight bytes of a sum as eight words, by which two people compare a bundle with the paper that came along, or over the
// telephone: everyday words of one syllable. No two are the same without their tone, nor where l and n, ch and tr, s and x, d, gi, r and
// v, or the endings n and ng, t and c sound alike. Eight of 256 are 64 bits; the place of a word in the list is printed and never changes.
const words =
  `bi biết biển bài bàn béo bình bông búa bún bơ bơi bưng bưởi bạc bầu bắp bếp bể bố bột bụi cam cau chai cheo chiếc chum
  chuông chuối chân chè chén chìm chú chăm chơi chồng chổi con cuốn cá cát cân cây cò cơm cười cối cốt cổ cờ cửa dao diều dê
  dì dòng dầm em gai gan ghi ghế gió gương gạch gấu gặp gỗ gừng hai hiếu hoa hoàng hè hình hương hạt hẹn học hồ hồng hộp kem
  khay khéo khói khô khúc khăn khỉ kim kiểm kính kết kịch lim làm lái lâu lão lên lò lông lúa lưới lạc lịch lọc lớp lợn miền
  má mèo mì móng môi mũ mũi mưa mười mắt mẹ mọc mỏ mới nem nghe ngon nguồn ngà ngày ngói ngô người ngồi ngựa nhãn nhìn nhạc
  nhẹ nhỏ nhớ nón núi nương nước phao phà phím phơi phượng phố phở quen quét quê quýt quạt quả rau ruộng rèm rượu rổ rừng sao
  sen suối sách sân sét sóng sông súng sợi sữa tai tem thang thuê thuốc thác thêm thìa thóc thông thư thương thảm thấp thịt
  thỏ thủ tiền trung trúc trường trứng tuổi tàu tám tên tóc tôi túi tăng tường tết tủ uống viên voi vôi vườn vịnh vịt vở xa
  xem xinh xuân xích xóm xôi xúc yên yêu yếm ông úp út ăn đan đi điện đo đào đá đèn đêm đôi đông đĩa đũa đầy đậu đẹp đỉnh đời
  đức ấm ếch ốc ớt`.split(/\s+/)

const wordCount = 8

/** @param hex at least sixteen hexadecimal digits. */
export const checksumWords = (hex: string): string[] =>
  Array.from({ length: wordCount }, (_, index) => words[Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16)] ?? '')

/** All of them, in order. */
export const allChecksumWords: readonly string[] = words
