<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="vi">
<context>
    <name>DateField</name>
    <message>
        <source>ngày/tháng/năm, hoặc chỉ năm</source>
        <translation>day/month/year, or the year alone</translation>
    </message>
    <message>
        <source>ngày/tháng/năm</source>
        <translation>day/month/year</translation>
    </message>
</context>
<context>
    <name>IntakeScreen</name>
    <message>
        <source>Tiếp nhận hồ sơ</source>
        <translation>Receive dossier</translation>
    </message>
    <message>
        <source>Lưu hồ sơ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Xóa trắng</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bỏ sửa</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+S</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sửa hồ sơ {code}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Đã khôi phục bản nháp chưa lưu. Xin kiểm tra rồi làm tiếp.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Xin nhập họ, chữ đệm và tên.</source>
        <translation type="unfinished">Please type the full name.</translation>
    </message>
    <message>
        <source>Ngày sinh chưa đúng. Xin nhập ngày/tháng/năm, hoặc chỉ năm.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Xin chọn thủ tục.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Xin nhập số tiền, hoặc để trống nếu chưa rõ.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Xin nhập số từ 1 trở lên.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Xin nhập ngày/tháng/năm, hoặc để trống nếu chưa rõ.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chưa lưu: còn chỗ cần sửa.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MoneyField</name>
    <message>
        <source>số tiền, đồng</source>
        <translation>amount in đồng</translation>
    </message>
</context>
<context>
    <name>Navigation</name>
    <message>
        <source>Bàn làm việc</source>
        <translation>My desk</translation>
    </message>
    <message>
        <source>Tiếp nhận hồ sơ</source>
        <translation>Receive dossier</translation>
    </message>
    <message>
        <source>Tra cứu</source>
        <translation>Look up</translation>
    </message>
    <message>
        <source>Kệ kết quả</source>
        <translation>Results shelf</translation>
    </message>
    <message>
        <source>Trả kết quả</source>
        <translation>Return result</translation>
    </message>
    <message>
        <source>Chuyến trả kết quả tại nhà</source>
        <translation>Home-delivery run</translation>
    </message>
    <message>
        <source>Đồng bộ</source>
        <translation>Sync</translation>
    </message>
    <message>
        <source>Cần xử lý</source>
        <translation>Needs you</translation>
    </message>
</context>
<context>
    <name>PersonPart</name>
    <message>
        <source>Người nộp hồ sơ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quét mã QR trên thẻ căn cước</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mã QR thẻ căn cước</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quét thẻ căn cước</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tên, số định danh hoặc số điện thoại</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tìm người đã có trên máy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Người tìm thấy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bỏ chọn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>chưa rõ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nam</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nữ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Họ, chữ đệm và tên</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ngày, tháng, năm sinh</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Giới tính</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Số định danh cá nhân/CCCD</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Địa chỉ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Số điện thoại</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thôn/Khu dân cư</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chưa có ai khớp trên máy này. Xin nhập người mới ở dưới.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Người đã có trên máy: {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thẻ ghi tên không dấu. Xin đối chiếu họ tên và địa chỉ với thẻ.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Số định danh có 12 chữ số. Xin xem lại.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ba số đầu không có trong bảng mã. Xin xem lại.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Số này không khớp giới tính. Xin đối chiếu với thẻ.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Số này không khớp thế kỷ sinh. Xin đối chiếu với thẻ.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Số này không khớp năm sinh. Xin đối chiếu với thẻ.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProcedurePart</name>
    <message>
        <source>Thủ tục hành chính</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vài chữ: sao y, sy, khai sinh…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tìm thủ tục hành chính</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tìm thủ tục</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thủ tục tìm thấy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thành phần hồ sơ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>chưa rõ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Đã thu tiền mặt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hồ sơ gấp</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Số trang bản chính</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Số bản</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Phí, lệ phí (đồng)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lý do miễn, giảm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hẹn trả</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Đánh dấu</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ghi chú nội bộ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Danh mục trên máy không có thủ tục này, nên chưa nhận được. Xin ghi lượt hướng dẫn.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SavedPanel</name>
    <message>
        <source>Mã tạm – ghi lên giấy hẹn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hồ sơ sẽ được gửi lên hệ thống khi có mạng. Trước đó hồ sơ vẫn lưu an toàn trên máy này.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Đã lưu thay đổi trên máy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Đã lưu trên máy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Đã hoàn tác</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Việc hoàn tác cũng được ghi vào nhật ký và gửi lên hệ thống.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hồ sơ mới</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ghi kết quả</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Xem hồ sơ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hoàn tác</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lý do hoàn tác</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Xin ghi lý do.</source>
        <translation type="unfinished">Please note the reason.</translation>
    </message>
    <message>
        <source>Quay lại</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mã hồ sơ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hẹn trả: {due}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>chưa rõ</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ShellPresenter</name>
    <message>
        <source>Chờ gửi ({count})</source>
        <translation>Waiting ({count})</translation>
    </message>
    <message>
        <source>Chưa thử kết nối</source>
        <translation>Not tried yet</translation>
    </message>
    <message>
        <source>Trực tuyến</source>
        <translation>Online</translation>
    </message>
    <message>
        <source>Ngoại tuyến – vẫn làm việc bình thường</source>
        <translation>Offline – work goes on as usual</translation>
    </message>
    <message>
        <source>Ngoại tuyến – dữ liệu đến {time}</source>
        <translation>Offline – data as of {time}</translation>
    </message>
    <message>
        <source>Chưa khớp với trung tâm lần nào</source>
        <translation>Never agreed with the centre yet</translation>
    </message>
    <message>
        <source>Khớp với trung tâm lúc {time}</source>
        <translation>Agreed with the centre at {time}</translation>
    </message>
</context>
<context>
    <name>ShellWindow</name>
    <message>
        <source>Hai Phục Vụ</source>
        <translation>Hai Phục Vụ</translation>
    </message>
    <message>
        <source>DỮ LIỆU MẪU</source>
        <translation>SAMPLE DATA</translation>
    </message>
    <message>
        <source>Khóa máy</source>
        <translation>Lock</translation>
    </message>
    <message>
        <source>Điều hướng</source>
        <translation>Navigation</translation>
    </message>
    <message>
        <source>Tình trạng</source>
        <translation>Status</translation>
    </message>
</context>
<context>
    <name>UnlockPresenter</name>
    <message>
        <source>Xin nhập cụm mật khẩu.</source>
        <translation>Please type the passphrase.</translation>
    </message>
    <message>
        <source>Máy này chưa có công chức nào. Xin gọi người phụ trách máy.</source>
        <translation>This machine knows no official yet. Please call the person in charge of it.</translation>
    </message>
</context>
<context>
    <name>UnlockView</name>
    <message>
        <source>Hai Phục Vụ – Mở khóa</source>
        <translation>Hai Phục Vụ – Unlock</translation>
    </message>
    <message>
        <source>DỮ LIỆU MẪU</source>
        <translation>SAMPLE DATA</translation>
    </message>
    <message>
        <source>Công chức</source>
        <translation>Official</translation>
    </message>
    <message>
        <source>Cụm mật khẩu</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>Hiện cụm mật khẩu</source>
        <translation>Show the passphrase</translation>
    </message>
    <message>
        <source>Phím Caps Lock đang bật: chữ sẽ thành chữ HOA.</source>
        <translation>Caps Lock is on: letters become CAPITALS.</translation>
    </message>
    <message>
        <source>Mở khóa</source>
        <translation>Unlock</translation>
    </message>
    <message>
        <source>Đang mở…</source>
        <translation>Opening…</translation>
    </message>
    <message>
        <source>Hai Phục Vụ</source>
        <translation>Hai Phục Vụ</translation>
    </message>
    <message>
        <source>Bộ phận Một cửa – tiếp nhận và trả kết quả tại nhà</source>
        <translation>One-stop desk – dossiers in, results brought home</translation>
    </message>
    <message>
        <source>Cụm mật khẩu của dữ liệu mẫu:</source>
        <translation>Passphrase of the sample data:</translation>
    </message>
    <message>
        <source>Thử lại sau {time}</source>
        <translation>Try again in {time}</translation>
    </message>
</context>
<context>
    <name>_PaperRow</name>
    <message>
        <source>Đã có: {paper}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loại giấy tờ: {paper}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Số lượng: {paper}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{paper} (nếu có)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>phải xuất trình</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>phải nộp</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>chưa kiểm chứng</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_TwinBanner</name>
    <message>
        <source>Dùng người này</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Là người khác</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Số định danh này đã có: {who}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>axes</name>
    <message>
        <source>Đã tiếp nhận</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Đang xử lý</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Đã có kết quả</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Đã trả kết quả</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Đã hoàn tác</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chưa lên kệ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chờ trả</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Đang giao</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vắng mặt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Đã trao</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chờ gửi</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Đang gửi</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hệ thống đã nhận</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Đã đồng bộ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Đã lưu dự phòng</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Đang chờ việc trước</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cần xử lý</source>
        <translation>Needs you</translation>
    </message>
    <message>
        <source>Bản chính</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bản sao</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bản chứng thực</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bản điện tử</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chủ hồ sơ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Người trong hộ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Người được ủy quyền</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thẻ căn cước (CCCD)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hộ chiếu</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Giấy tờ khác có ảnh</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Đã thu {amount}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Miễn, giảm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chưa rõ mức thu</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Không thu</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chưa thu {amount}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>chưa rõ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{date} · quá hạn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{date} · hôm nay</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>problem</name>
    <message>
        <source>Cụm mật khẩu chưa đúng. Ông/bà còn {tries_left} lần thử trước khi phải chờ.</source>
        <translation>That passphrase is not right. Tries left before you must wait: {tries_left}.</translation>
    </message>
    <message>
        <source>Đã nhập sai nhiều lần. Xin chờ hết thời gian rồi thử lại. Dữ liệu vẫn an toàn trên máy này.</source>
        <translation>Too many wrong tries. Please wait until the time is over, then try again. The data is safe on this machine.</translation>
    </message>
    <message>
        <source>Cụm mật khẩu còn dễ đoán. Xin dùng ít nhất 4 từ khác nhau, hoặc 12 ký tự trở lên.</source>
        <translation>This passphrase is easy to guess. Please use at least 4 different words, or 12 characters or more.</translation>
    </message>
    <message>
        <source>Máy này chưa có tên ông/bà. Xin nhờ người phụ trách máy thêm vào.</source>
        <translation>This machine does not know your name yet. Please ask the person in charge of it to add you.</translation>
    </message>
    <message>
        <source>Người này đã có tên trên máy. Xin chọn tên trong danh sách.</source>
        <translation>This person is on the machine already. Please choose the name in the list.</translation>
    </message>
    <message>
        <source>Máy này chưa được cài đặt để làm việc. Xin gọi người phụ trách máy.</source>
        <translation>This machine has not been set up for work. Please call the person in charge of it.</translation>
    </message>
    <message>
        <source>Thư mục này đã có tệp khóa. Chương trình không ghi đè, để không mất dữ liệu.</source>
        <translation>This folder holds a key file already. The program does not write over it, so that no data is lost.</translation>
    </message>
    <message>
        <source>Tệp khóa trên máy này bị hỏng. Xin đừng cài lại; gọi người phụ trách máy để phục hồi.</source>
        <translation>The key file on this machine is damaged. Do not install anew; call the person in charge to restore it.</translation>
    </message>
    <message>
        <source>Tệp khóa đã bị thay đổi từ bên ngoài. Xin ngừng dùng máy và báo người phụ trách an toàn thông tin.</source>
        <translation>The key file was changed from outside. Stop using the machine and tell the information security officer.</translation>
    </message>
    <message>
        <source>Dữ liệu trên máy do bản chương trình mới hơn ghi. Xin cập nhật chương trình rồi mở lại.</source>
        <translation>A newer version of the program wrote the data on this machine. Update the program, then open it again.</translation>
    </message>
    <message>
        <source>Không ghi được tệp khóa. Xin kiểm tra chỗ trống trên đĩa rồi thử lại.</source>
        <translation>The key file could not be written. Check the free space on the disk, then try again.</translation>
    </message>
    <message>
        <source>Chương trình đang mở ở một cửa sổ khác trên máy này. Xin dùng cửa sổ đó, hoặc đóng nó rồi thử lại.</source>
        <translation>The program is open already in another window on this machine. Use that window, or close it and try again.</translation>
    </message>
    <message>
        <source>Đây là dữ liệu mẫu, không được gửi lên hệ thống thật. Không có gì được gửi đi.</source>
        <translation>This is sample data; it must not be sent to the real system. Nothing was sent.</translation>
    </message>
    <message>
        <source>Đĩa đã đầy nên chưa lưu được việc vừa làm. Những gì đã lưu vẫn còn. Xin dọn bớt đĩa rồi bấm lưu lại.</source>
        <translation>The disk is full, so the last act was not saved. What was saved before is still there. Free some space, then save again.</translation>
    </message>
    <message>
        <source>Tệp dữ liệu không được mã hóa như phải có. Chương trình không mở. Xin báo người phụ trách máy.</source>
        <translation>The data file is not encrypted as it must be. The program does not open it. Tell the person in charge.</translation>
    </message>
    <message>
        <source>Khóa không mở được tệp dữ liệu: tệp bị thay hoặc bị hỏng. Xin đừng xóa gì; gọi người phụ trách máy.</source>
        <translation>The key does not open the data file: it was replaced or damaged. Delete nothing; call the person in charge.</translation>
    </message>
    <message>
        <source>Không mở được tệp dữ liệu trên máy. Xin kiểm tra ổ đĩa rồi thử lại, hoặc gọi người phụ trách máy.</source>
        <translation>The data file cannot be opened. Check the disk and try again, or call the person in charge of the machine.</translation>
    </message>
    <message>
        <source>Máy đang bận nên chưa lưu được. Xin chờ vài giây rồi thử lại.</source>
        <translation>The machine is busy, so this was not saved yet. Wait a few seconds, then try again.</translation>
    </message>
    <message>
        <source>Tệp dữ liệu bị hỏng một phần. Bản lưu dự phòng vẫn còn. Xin ngừng dùng máy và gọi người phụ trách.</source>
        <translation>A part of the data file is damaged. The spare copy is still there. Stop using the machine and call the person in charge.</translation>
    </message>
    <message>
        <source>Thư viện lưu trữ trên máy này quá cũ, có thể làm hỏng dữ liệu. Xin cài lại bản chương trình đầy đủ.</source>
        <translation>The storage library on this machine is too old and may damage data. Install the complete program again.</translation>
    </message>
    <message>
        <source>Không tìm thấy hồ sơ này trên máy. Xin tra cứu lại.</source>
        <translation>This dossier is not on this machine. Please look it up again.</translation>
    </message>
    <message>
        <source>Hồ sơ vừa được sửa ở nơi khác. Xin mở lại để xem bản mới rồi làm tiếp.</source>
        <translation>The dossier was just changed elsewhere. Open it again to see the new state, then go on.</translation>
    </message>
    <message>
        <source>Lịch ngày làm việc trên máy chưa có đến ngày đó. Xin cập nhật gói danh mục.</source>
        <translation>The working calendar on this machine does not reach that day. Please update the catalogue pack.</translation>
    </message>
    <message>
        <source>Lịch ngày làm việc trong gói danh mục bị lỗi. Xin nhập lại gói danh mục.</source>
        <translation>The working calendar in the catalogue pack is faulty. Please load the catalogue pack again.</translation>
    </message>
    <message>
        <source>Danh mục không có thủ tục này còn hiệu lực. Xin ghi lượt hướng dẫn, chưa tiếp nhận hồ sơ.</source>
        <translation>The catalogue holds no such procedure in force. Note a guidance visit; do not accept the dossier yet.</translation>
    </message>
    <message>
        <source>Gói danh mục bị lỗi, không đọc được. Xin nhập lại gói danh mục.</source>
        <translation>The catalogue pack is faulty and cannot be read. Please load it again.</translation>
    </message>
    <message>
        <source>Tệp cài đặt không đúng hoặc đã bị sửa. Xin lấy tệp mới từ trung tâm.</source>
        <translation>The enrolment file is not right or was changed. Please get a new one from the centre.</translation>
    </message>
    <message>
        <source>Tệp cài đặt đã hết hạn. Xin lấy tệp mới từ trung tâm.</source>
        <translation>The enrolment file is too old. Please get a new one from the centre.</translation>
    </message>
    <message>
        <source>Người mẫu chỉ được dùng trong dữ liệu mẫu. Không có gì được ghi vào sổ thật.</source>
        <translation>Sample people may only be used in sample data. Nothing was written to the real notebook.</translation>
    </message>
    <message>
        <source>Ngày chưa đúng. Xin nhập ngày/tháng/năm, hoặc tháng/năm, hoặc chỉ năm.</source>
        <translation>That is not a date. Type day/month/year, or month/year, or the year alone.</translation>
    </message>
    <message>
        <source>Đây không phải mã hồ sơ. Xin kiểm tra và nhập lại.</source>
        <translation>This is not a dossier code. Please check it and type it again.</translation>
    </message>
    <message>
        <source>Không đọc được mã QR của thẻ căn cước. Xin quét lại, hoặc nhập tay theo thẻ.</source>
        <translation>The QR code of the citizen card could not be read. Scan again, or type from the card.</translation>
    </message>
    <message>
        <source>Bộ gõ tiếng Việt đã làm sai nội dung quét. Xin tắt bộ gõ (chuyển sang tiếng Anh) rồi quét lại.</source>
        <translation>The Vietnamese input method spoiled what was scanned. Switch it off (to English), then scan again.</translation>
    </message>
    <message>
        <source>Số định danh cá nhân trên thẻ không hợp lệ. Xin nhập tay và đối chiếu với thẻ.</source>
        <translation>The personal number on the card is not valid. Type it by hand and compare it with the card.</translation>
    </message>
    <message>
        <source>Gói dữ liệu bị thiếu hoặc bị thay đổi nên không nhận. Hồ sơ vẫn lưu an toàn trên máy này.</source>
        <translation>The package is incomplete or was changed, so it was not taken. The dossiers are safe on this machine.</translation>
    </message>
    <message>
        <source>Gói dữ liệu quá lớn. Chương trình sẽ chia nhỏ và gửi lại.</source>
        <translation>The package is too large. The program will cut it smaller and send it again.</translation>
    </message>
    <message>
        <source>Nội dung một việc quá dài nên không gửi được. Xin viết ngắn lại phần ghi chú.</source>
        <translation>One entry is too long to be sent. Please shorten the note.</translation>
    </message>
    <message>
        <source>Có một việc mà bản chương trình này không đọc được. Xin cập nhật chương trình.</source>
        <translation>There is an entry that this version of the program cannot read. Please update the program.</translation>
    </message>
    <message>
        <source>Dữ liệu nhận về thuộc bản mới hơn. Xin cập nhật chương trình rồi đồng bộ lại.</source>
        <translation>What came in belongs to a newer version. Update the program, then sync again.</translation>
    </message>
    <message>
        <source>Gói này không gửi cho máy này. Xin kiểm tra lại gói đã chọn.</source>
        <translation>This package is not for this machine. Please check which package was chosen.</translation>
    </message>
    <message>
        <source>Câu trả lời không phải của trung tâm, nên không dùng. Hồ sơ vẫn lưu an toàn trên máy này và sẽ được gửi lại.</source>
        <translation>The answer is not the centre&apos;s, so it was not used. The dossiers are safe on this machine and will be sent again.</translation>
    </message>
    <message>
        <source>Yêu cầu gửi đi bị hỏng. Xin đồng bộ lại.</source>
        <translation>The request was damaged. Please sync again.</translation>
    </message>
    <message>
        <source>Khóa của trung tâm không đọc được. Xin nhập lại tệp cài đặt do trung tâm cấp.</source>
        <translation>The centre&apos;s key cannot be read. Please load the enrolment file from the centre again.</translation>
    </message>
    <message>
        <source>Chưa gửi được vì chưa liên lạc được với trung tâm. Hồ sơ vẫn lưu an toàn trên máy này.</source>
        <translation>Not sent yet: the centre could not be reached. The dossiers are safe on this machine.</translation>
    </message>
    <message>
        <source>Trung tâm từ chối nhận. Hồ sơ vẫn lưu an toàn trên máy này; xin gọi người phụ trách máy.</source>
        <translation>The centre refused. The dossiers are safe on this machine; please call the person in charge of it.</translation>
    </message>
    <message>
        <source>Trung tâm thấy hai bản khác nhau của cùng một gói từ máy này. Máy sẽ gửi lại; hồ sơ không mất.</source>
        <translation>The centre sees two different versions of one package from this machine. It will be sent again; nothing is lost.</translation>
    </message>
    <message>
        <source>Máy này vừa được phục hồi từ bản cũ. Máy sẽ đối chiếu và gửi lại; hồ sơ không mất.</source>
        <translation>This machine was restored from an old copy. It will compare and send again; nothing is lost.</translation>
    </message>
    <message>
        <source>Trung tâm còn thiếu một gói trước đó. Máy sẽ gửi lại từ gói còn thiếu.</source>
        <translation>The centre is missing an earlier package. The machine will send again from there.</translation>
    </message>
    <message>
        <source>Trung tâm không nhận tiếp theo số cũ của máy này. Máy sẽ bắt đầu số mới và gửi lại.</source>
        <translation>The centre takes no more under this machine&apos;s old number. The machine will begin a new one and send again.</translation>
    </message>
    <message>
        <source>Trung tâm chưa biết máy này. Hồ sơ vẫn lưu an toàn; xin gọi người phụ trách máy để đăng ký.</source>
        <translation>The centre does not know this machine yet. The dossiers are safe; call the person in charge to enrol it.</translation>
    </message>
    <message>
        <source>Máy này đã bị thu hồi. Xin giao máy cho người phụ trách; hồ sơ chưa gửi vẫn được giữ lại.</source>
        <translation>This machine was revoked. Hand it to the person in charge; dossiers not sent yet are kept.</translation>
    </message>
    <message>
        <source>Đây là dữ liệu mẫu, trung tâm thật không nhận. Không có gì được ghi lại.</source>
        <translation>This is sample data; the real centre does not take it. Nothing was kept there.</translation>
    </message>
    <message>
        <source>Đây là trung tâm tập huấn, không nhận dữ liệu thật. Không có gì được ghi lại.</source>
        <translation>This is a practice centre; it does not take real data. Nothing was kept there.</translation>
    </message>
    <message>
        <source>Gói gửi đi bị hỏng trên đường. Máy sẽ gửi lại; nếu còn lặp lại, xin gọi người phụ trách máy.</source>
        <translation>The package was damaged on its way. It will be sent again; if this repeats, call the person in charge.</translation>
    </message>
    <message>
        <source>Gói quá lớn. Máy sẽ chia nhỏ và gửi lại.</source>
        <translation>The package is too large. The machine will cut it smaller and send it again.</translation>
    </message>
    <message>
        <source>Máy này đăng ký cho xã khác. Xin ngừng gửi và gọi người phụ trách máy.</source>
        <translation>This machine is enrolled for another commune. Stop sending and call the person in charge.</translation>
    </message>
    <message>
        <source>Trung tâm đang dùng bản cũ hơn máy này. Xin chờ; hồ sơ vẫn lưu an toàn.</source>
        <translation>The centre runs an older version than this machine. Please wait; the dossiers are safe.</translation>
    </message>
    <message>
        <source>Chương trình trên máy này đã cũ. Ông/bà vẫn làm việc được; xin cập nhật để gửi tiếp.</source>
        <translation>The program on this machine is too old. You can go on working; update it to send again.</translation>
    </message>
    <message>
        <source>Trung tâm đã đổi khóa. Máy sẽ niêm phong lại và gửi lại.</source>
        <translation>The centre changed its key. The machine will seal and send again.</translation>
    </message>
    <message>
        <source>Yêu cầu đã được dùng rồi. Xin đồng bộ lại.</source>
        <translation>This request was used before. Please sync again.</translation>
    </message>
    <message>
        <source>Mã đăng ký không đúng, đã dùng hoặc hết hạn. Xin lấy mã mới từ trung tâm.</source>
        <translation>The enrolment code is wrong, used or too old. Please get a new one from the centre.</translation>
    </message>
    <message>
        <source>Trung tâm đang bận. Xin thử lại sau ít phút; hồ sơ vẫn lưu an toàn.</source>
        <translation>The centre is busy. Try again in a few minutes; the dossiers are safe.</translation>
    </message>
    <message>
        <source>Địa chỉ trung tâm không đúng. Xin gọi người phụ trách máy kiểm tra.</source>
        <translation>The centre&apos;s address is wrong. Ask the person in charge of the machine to check it.</translation>
    </message>
    <message>
        <source>Không hoàn tác được nữa: đã có việc làm tiếp sau việc này.</source>
        <translation>This can no longer be undone: something was done after it.</translation>
    </message>
    <message>
        <source>Số lượng phải từ 1 trở lên.</source>
        <translation>The number must be 1 or more.</translation>
    </message>
    <message>
        <source>Hồ sơ này đã kết thúc, không sửa được nữa.</source>
        <translation>This dossier is closed and can no longer be changed.</translation>
    </message>
    <message>
        <source>Số tiền không được nhỏ hơn 0.</source>
        <translation>The amount must not be below 0.</translation>
    </message>
    <message>
        <source>Xin ghi giấy tờ tùy thân của người nhận.</source>
        <translation>Please note the receiver&apos;s identity paper.</translation>
    </message>
    <message>
        <source>Xin nhập họ, chữ đệm và tên.</source>
        <translation>Please type the full name.</translation>
    </message>
    <message>
        <source>Việc này không làm được khi hồ sơ đang ở bước hiện tại.</source>
        <translation>This cannot be done at the dossier&apos;s present step.</translation>
    </message>
    <message>
        <source>Kết quả của hồ sơ {about} không có trên kệ.</source>
        <translation>The result of dossier {about} is not on the shelf.</translation>
    </message>
    <message>
        <source>Chưa có gì thay đổi để lưu.</source>
        <translation>Nothing has changed that could be saved.</translation>
    </message>
    <message>
        <source>Xin chọn người nộp hồ sơ.</source>
        <translation>Please choose who submits the dossier.</translation>
    </message>
    <message>
        <source>Xin chọn thủ tục hành chính.</source>
        <translation>Please choose the procedure.</translation>
    </message>
    <message>
        <source>Xin ghi lý do.</source>
        <translation>Please note the reason.</translation>
    </message>
    <message>
        <source>Xin ghi tên người nhận kết quả.</source>
        <translation>Please note the name of the receiver.</translation>
    </message>
    <message>
        <source>Xin chọn quan hệ của người nhận với chủ hồ sơ.</source>
        <translation>Please choose how the receiver is related to the owner.</translation>
    </message>
    <message>
        <source>Hồ sơ này chưa có kết quả.</source>
        <translation>This dossier has no result yet.</translation>
    </message>
    <message>
        <source>Xin nhập số của kết quả.</source>
        <translation>Please type the number of the result.</translation>
    </message>
    <message>
        <source>Chuyến này đã đóng.</source>
        <translation>This run is closed.</translation>
    </message>
    <message>
        <source>Xin chọn ít nhất một kết quả cho chuyến.</source>
        <translation>Please choose at least one result for the run.</translation>
    </message>
    <message>
        <source>Chuyến {about} chưa khớp: số đã lấy phải bằng số đã trao cộng số mang về. Xin ghi đủ từng hồ sơ.</source>
        <translation>Run {about} does not add up: taken must equal handed over plus brought back. Note each dossier.</translation>
    </message>
    <message>
        <source>Xin ghi ngăn kệ.</source>
        <translation>Please note the place on the shelf.</translation>
    </message>
    <message>
        <source>Chưa có chữ ký của người nhận.</source>
        <translation>The receiver&apos;s signature is missing.</translation>
    </message>
    <message>
        <source>Xin ghi người ký kết quả.</source>
        <translation>Please note who signed the result.</translation>
    </message>
    <message>
        <source>Nội dung nhập quá dài. Xin viết ngắn lại.</source>
        <translation>What was typed is too long. Please shorten it.</translation>
    </message>
    <message>
        <source>Chương trình gặp lỗi ngoài dự kiến. Những gì đã báo «Đã lưu» vẫn an toàn. Xin đóng chương trình và mở lại.</source>
        <translation>The program met an unexpected fault. What was reported as «Saved» is safe. Please close the program and open it again.</translation>
    </message>
</context>
</TS>
