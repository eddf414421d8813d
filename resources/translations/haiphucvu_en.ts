<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="vi">
<context>
    <name>ClosingPanel</name>
    <message>
        <source>Đóng chuyến</source>
        <translation>Close run</translation>
    </message>
    <message>
        <source>Không còn phong bì nào phải mang về.</source>
        <translation>No envelope is left to bring back.</translation>
    </message>
    <message>
        <source>Đã mang về: {name}</source>
        <translation>Brought back: {name}</translation>
    </message>
    <message>
        <source>Đã lấy {taken} = đã trao {handed} + mang về {returned}</source>
        <translation>Taken {taken} = handed over {handed} + brought back {returned}</translation>
    </message>
    <message>
        <source>Đã lấy {taken} ≠ đã trao {handed} + mang về {returned} · còn thiếu {missing}</source>
        <translation>Taken {taken} ≠ handed over {handed} + brought back {returned} · missing {missing}</translation>
    </message>
    <message>
        <source>Ctrl+Enter</source>
        <translation>Ctrl+Enter</translation>
    </message>
    <message>
        <source>Kiểm phong bì mang về</source>
        <translation>Check the envelopes brought back</translation>
    </message>
    <message>
        <source>Cầm từng phong bì mang về và đánh dấu.</source>
        <translation>Take each envelope brought back in your hand and tick it.</translation>
    </message>
</context>
<context>
    <name>ConflictsScreen</name>
    <message>
        <source>Cần xử lý</source>
        <translation>Needs you</translation>
    </message>
    <message>
        <source>Việc cần xử lý</source>
        <translation>Things that need you</translation>
    </message>
    <message>
        <source>Không có gì cần xử lý</source>
        <translation>Nothing needs you</translation>
    </message>
    <message>
        <source>Hai nơi ghi khác nhau ({count})</source>
        <translation>Written differently in two places ({count})</translation>
    </message>
    <message>
        <source>Cả hai bản đều được giữ. Bản đang dùng là bản hiện trên hồ sơ.</source>
        <translation>Both versions are kept. The one in use is the one shown on the dossier.</translation>
    </message>
    <message>
        <source>Việc hệ thống chưa ghi nhận ({count})</source>
        <translation>Acts that the system has not taken ({count})</translation>
    </message>
    <message>
        <source>Việc vẫn lưu an toàn trên máy này.</source>
        <translation>The act is safe on this machine.</translation>
    </message>
    <message>
        <source>Bản đang dùng</source>
        <translation>Version in use</translation>
    </message>
    <message>
        <source>Bản kia</source>
        <translation>Other version</translation>
    </message>
    <message>
        <source>Thông tin người dân</source>
        <translation>Resident</translation>
    </message>
    <message>
        <source>Xem hồ sơ</source>
        <translation>View dossier</translation>
    </message>
    <message>
        <source>Xem hồ sơ {code}</source>
        <translation>View dossier {code}</translation>
    </message>
    <message>
        <source>Cán bộ {short_id}</source>
        <translation>Official {short_id}</translation>
    </message>
    <message>
        <source>máy này</source>
        <translation>this machine</translation>
    </message>
    <message>
        <source>máy khác</source>
        <translation>another machine</translation>
    </message>
    <message>
        <source>Làm lúc {time} · máy này</source>
        <translation>Done at {time} · this machine</translation>
    </message>
    <message>
        <source>Đọc lại</source>
        <translation>Read again</translation>
    </message>
</context>
<context>
    <name>CounterScreen</name>
    <message>
        <source>Trả kết quả</source>
        <translation>Return result</translation>
    </message>
    <message>
        <source>Mã hồ sơ, họ tên, số định danh</source>
        <translation>Dossier code, name, personal number</translation>
    </message>
    <message>
        <source>Tìm kết quả để trả</source>
        <translation>Find the result to return</translation>
    </message>
    <message>
        <source>Họ và tên · Mã hồ sơ</source>
        <translation>Full name · Dossier code</translation>
    </message>
    <message>
        <source>Kết quả chờ trả</source>
        <translation>Results ready</translation>
    </message>
    <message>
        <source>Không có kết quả nào khớp đang chờ trả.</source>
        <translation>No ready result matches.</translation>
    </message>
    <message>
        <source>Đã trao</source>
        <translation>Handed over</translation>
    </message>
    <message>
        <source>Chọn hồ sơ khác</source>
        <translation>Choose another dossier</translation>
    </message>
    <message>
        <source>Ctrl+Enter</source>
        <translation>Ctrl+Enter</translation>
    </message>
    <message>
        <source>{code} · {procedure} · kết quả số {number} · kệ {shelf}</source>
        <translation>{code} · {procedure} · result no. {number} · shelf {shelf}</translation>
    </message>
    <message>
        <source>Xin chọn kết quả ở bên trái.
Gõ mã hoặc tên rồi bấm Enter.</source>
        <translation>Please choose a result on the left.
Type a code or a name, then press Enter.</translation>
    </message>
    <message>
        <source>Đã lưu trên máy: đã trao kết quả {code} cho {name}.</source>
        <translation>Saved on this machine: result {code} handed over to {name}.</translation>
    </message>
</context>
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
    <name>DoorPanel</name>
    <message>
        <source>chưa có địa chỉ</source>
        <translation>no address yet</translation>
    </message>
    <message>
        <source>Nhà này đã ghi xong. Xin chọn nhà khác ở bên trái.</source>
        <translation>This home is done. Choose another at the left.</translation>
    </message>
    <message>
        <source>Đã trao</source>
        <translation>Handed over</translation>
    </message>
    <message>
        <source>Ghi vắng mặt</source>
        <translation>Record absence</translation>
    </message>
    <message>
        <source>Không có ai nhận. Kết quả được mang về kệ.</source>
        <translation>Nobody to receive it. The result goes back to the shelf.</translation>
    </message>
    <message>
        <source>Ghi chú (nếu có): hẹn lại, phiếu báo vắng…</source>
        <translation>Note (if any): new date, absence note…</translation>
    </message>
    <message>
        <source>4  Vắng mặt</source>
        <translation>4  Absent</translation>
    </message>
    <message>
        <source>Vắng mặt</source>
        <translation>Absent</translation>
    </message>
</context>
<context>
    <name>DossierActs</name>
    <message>
        <source>Hồ sơ này đã kết thúc, không còn việc phải làm.</source>
        <translation>This dossier is closed; nothing is left to do.</translation>
    </message>
    <message>
        <source>Lý do hoàn tác</source>
        <translation>Reason for the undo</translation>
    </message>
    <message>
        <source>Hoàn tác</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>Xin ghi lý do.</source>
        <translation>Please note the reason.</translation>
    </message>
    <message>
        <source>Quay lại</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Ghi kết quả</source>
        <translation>Record result</translation>
    </message>
    <message>
        <source>Đặt lên kệ</source>
        <translation>Put on shelf</translation>
    </message>
    <message>
        <source>Trả kết quả</source>
        <translation>Return result</translation>
    </message>
    <message>
        <source>Sửa</source>
        <translation>Amend</translation>
    </message>
    <message>
        <source>Số kết quả</source>
        <translation>Result number</translation>
    </message>
    <message>
        <source>Lãnh đạo ký</source>
        <translation>Signer</translation>
    </message>
    <message>
        <source>Ngày ký</source>
        <translation>Signed on</translation>
    </message>
    <message>
        <source>Lưu kết quả</source>
        <translation>Save result</translation>
    </message>
    <message>
        <source>Kết quả đã ký</source>
        <translation>Signed result</translation>
    </message>
    <message>
        <source>Ngăn kệ</source>
        <translation>Shelf</translation>
    </message>
    <message>
        <source>Ví dụ: A1</source>
        <translation>For example: A1</translation>
    </message>
    <message>
        <source>Kệ kết quả</source>
        <translation>Results shelf</translation>
    </message>
    <message>
        <source>Việc có thể làm</source>
        <translation>What can be done</translation>
    </message>
    <message>
        <source>Xin nhập số của kết quả.</source>
        <translation>Please enter the number of the result.</translation>
    </message>
    <message>
        <source>Xin ghi người ký kết quả.</source>
        <translation>Please write down who signed the result.</translation>
    </message>
    <message>
        <source>Xin nhập ngày ký: ngày/tháng/năm.</source>
        <translation>Please type the day of signing: day/month/year.</translation>
    </message>
    <message>
        <source>Đã lưu trên máy: đã ghi kết quả.</source>
        <translation>Saved on this machine: result recorded.</translation>
    </message>
    <message>
        <source>Đã lưu trên máy: kết quả đã lên kệ.</source>
        <translation>Saved on this machine: result on the shelf.</translation>
    </message>
    <message>
        <source>Đã lưu trên máy: đã hoàn tác.</source>
        <translation>Saved on this machine: undone.</translation>
    </message>
</context>
<context>
    <name>DossierScreen</name>
    <message>
        <source>Hồ sơ</source>
        <translation>Dossier</translation>
    </message>
    <message>
        <source>Chưa mở hồ sơ nào. Xin chọn hồ sơ ở màn hình Tra cứu (F3).</source>
        <translation>No dossier is open. Choose one on the Look up screen (F3).</translation>
    </message>
    <message>
        <source>Tra cứu</source>
        <translation>Look up</translation>
    </message>
    <message>
        <source>Đang mở hồ sơ…</source>
        <translation>Opening the dossier…</translation>
    </message>
    <message>
        <source>Về tra cứu</source>
        <translation>Back to look up</translation>
    </message>
    <message>
        <source>Lúc</source>
        <translation>At</translation>
    </message>
    <message>
        <source>Việc</source>
        <translation>Act</translation>
    </message>
    <message>
        <source>Người nhận</source>
        <translation>Receiver</translation>
    </message>
    <message>
        <source>Các lần trả kết quả</source>
        <translation>Attempts to return the result</translation>
    </message>
    <message>
        <source>Mã tạm {code}</source>
        <translation>Provisional code {code}</translation>
    </message>
    <message>
        <source>Chủ hồ sơ</source>
        <translation>Dossier owner</translation>
    </message>
    <message>
        <source>Ngày sinh</source>
        <translation>Birth date</translation>
    </message>
    <message>
        <source>Số định danh</source>
        <translation>Personal number</translation>
    </message>
    <message>
        <source>Điện thoại</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>Địa chỉ</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>Thủ tục</source>
        <translation>Procedure</translation>
    </message>
    <message>
        <source>Tiếp nhận lúc</source>
        <translation>Received at</translation>
    </message>
    <message>
        <source>Hẹn trả</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>Phí, lệ phí</source>
        <translation>Fees</translation>
    </message>
    <message>
        <source>Miễn, giảm</source>
        <translation>Exempt/reduced</translation>
    </message>
    <message>
        <source>Giấy tờ đã nhận</source>
        <translation>Papers received</translation>
    </message>
    <message>
        <source>Kết quả</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>Ngăn kệ</source>
        <translation>Shelf</translation>
    </message>
    <message>
        <source>Ghi chú</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>tại quầy</source>
        <translation>at the counter</translation>
    </message>
    <message>
        <source>tại nhà</source>
        <translation>at home</translation>
    </message>
    <message>
        <source>Đã trao</source>
        <translation>Handed over</translation>
    </message>
    <message>
        <source>Vắng mặt</source>
        <translation>Absent</translation>
    </message>
</context>
<context>
    <name>EveningScreen</name>
    <message>
        <source>Chuyến trả kết quả tại nhà</source>
        <translation>Home-delivery run</translation>
    </message>
    <message>
        <source>Kiểm và đóng chuyến</source>
        <translation>Check and close run</translation>
    </message>
    <message>
        <source>Các chuyến khác</source>
        <translation>Other runs</translation>
    </message>
    <message>
        <source>Chuyến</source>
        <translation>Run</translation>
    </message>
    <message>
        <source>Khu dân cư</source>
        <translation>Village/group/cluster</translation>
    </message>
    <message>
        <source>Số kết quả</source>
        <translation>Result number</translation>
    </message>
    <message>
        <source>Đi lúc</source>
        <translation>Left at</translation>
    </message>
    <message>
        <source>Các chuyến đang đi</source>
        <translation>Runs under way</translation>
    </message>
    <message>
        <source>Nhà</source>
        <translation>Home</translation>
    </message>
    <message>
        <source>Không có chuyến nào đang đi.
Xếp chuyến từ Kệ kết quả.</source>
        <translation>No run is out.
Plan a run from the results shelf.</translation>
    </message>
    <message>
        <source>Bảng kê của chuyến</source>
        <translation>Manifest of the run</translation>
    </message>
    <message>
        <source>Chuyến này không có kết quả nào.</source>
        <translation>This run has no results.</translation>
    </message>
    <message>
        <source>nhiều khu</source>
        <translation>several clusters</translation>
    </message>
    <message>
        <source>Kệ kết quả</source>
        <translation>Results shelf</translation>
    </message>
    <message>
        <source>Chuyến {code}</source>
        <translation>Run {code}</translation>
    </message>
    <message>
        <source>Đã lưu trên máy: chuyến {code} đã đóng. Đã lấy {taken}, đã trao {handed}, về kệ {back}.</source>
        <translation>Saved on this machine: run {code} is closed. Taken {taken}, handed over {handed}, back to shelf {back}.</translation>
    </message>
</context>
<context>
    <name>HomeScreen</name>
    <message>
        <source>Bàn làm việc</source>
        <translation>My desk</translation>
    </message>
    <message>
        <source>Mã hồ sơ</source>
        <translation>Dossier code</translation>
    </message>
    <message>
        <source>Họ và tên</source>
        <translation>Full name</translation>
    </message>
    <message>
        <source>Không có hồ sơ nào quá hạn hay hẹn trả hôm nay.
Bấm F2 để tiếp nhận hồ sơ mới.</source>
        <translation>No dossier is overdue or due today.
Press F2 to receive a new one.</translation>
    </message>
    <message>
        <source>Tiếp nhận hồ sơ (F2)</source>
        <translation>Receive dossier (F2)</translation>
    </message>
    <message>
        <source>Tra cứu (F3)</source>
        <translation>Look up (F3)</translation>
    </message>
    <message>
        <source>Trả kết quả (F4)</source>
        <translation>Return result (F4)</translation>
    </message>
    <message>
        <source>Kệ kết quả</source>
        <translation>Results shelf</translation>
    </message>
    <message>
        <source>Chuyến đang đi (F6)</source>
        <translation>Runs under way (F6)</translation>
    </message>
    <message>
        <source>Chờ gửi (F9)</source>
        <translation>Waiting (F9)</translation>
    </message>
    <message>
        <source>kết quả chờ trả</source>
        <translation>results ready</translation>
    </message>
    <message>
        <source>mang theo {count} kết quả</source>
        <translation>carrying {count} results</translation>
    </message>
    <message>
        <source>không có chuyến nào</source>
        <translation>no run is out</translation>
    </message>
    <message>
        <source>việc chờ người quyết định</source>
        <translation>things wait for a decision</translation>
    </message>
    <message>
        <source>việc đã lưu trên máy</source>
        <translation>acts saved on this machine</translation>
    </message>
    <message>
        <source>đã gửi hết lên hệ thống</source>
        <translation>all sent to the system</translation>
    </message>
    <message>
        <source>chưa có việc nào</source>
        <translation>nothing yet</translation>
    </message>
    <message>
        <source>Đến hạn hôm nay</source>
        <translation>Due today</translation>
    </message>
    <message>
        <source>Hẹn trả hôm nay: {today}</source>
        <translation>Due today: {today}</translation>
    </message>
    <message>
        <source>Quá hạn: {overdue} · Hẹn trả hôm nay: {today}</source>
        <translation>Overdue: {overdue} · Due today: {today}</translation>
    </message>
    <message>
        <source>Thứ Hai</source>
        <translation>Monday</translation>
    </message>
    <message>
        <source>Thứ Ba</source>
        <translation>Tuesday</translation>
    </message>
    <message>
        <source>Thứ Tư</source>
        <translation>Wednesday</translation>
    </message>
    <message>
        <source>Thứ Năm</source>
        <translation>Thursday</translation>
    </message>
    <message>
        <source>Thứ Sáu</source>
        <translation>Friday</translation>
    </message>
    <message>
        <source>Thứ Bảy</source>
        <translation>Saturday</translation>
    </message>
    <message>
        <source>Chủ Nhật</source>
        <translation>Sunday</translation>
    </message>
    <message>
        <source>{weekday}, ngày {date}</source>
        <translation>{weekday}, {date}</translation>
    </message>
    <message>
        <source>Cần xử lý</source>
        <translation>Needs you</translation>
    </message>
    <message>
        <source>Hẹn trả</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>Thủ tục</source>
        <translation>Procedure</translation>
    </message>
    <message>
        <source>Hồ sơ đến hạn</source>
        <translation>Dossiers due</translation>
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
        <translation>Save dossier</translation>
    </message>
    <message>
        <source>Xóa trắng</source>
        <translation>Clear</translation>
    </message>
    <message>
        <source>Bỏ sửa</source>
        <translation>Drop the changes</translation>
    </message>
    <message>
        <source>Ctrl+S</source>
        <translation>Ctrl+S</translation>
    </message>
    <message>
        <source>Sửa hồ sơ {code}</source>
        <translation>Amend dossier {code}</translation>
    </message>
    <message>
        <source>Đã khôi phục bản nháp chưa lưu. Xin kiểm tra rồi làm tiếp.</source>
        <translation>An unsaved draft was restored. Please check it, then go on.</translation>
    </message>
    <message>
        <source>Xin nhập họ, chữ đệm và tên.</source>
        <translation>Please type the full name.</translation>
    </message>
    <message>
        <source>Ngày sinh chưa đúng. Xin nhập ngày/tháng/năm, hoặc chỉ năm.</source>
        <translation>The birth date is not right. Type day/month/year, or the year alone.</translation>
    </message>
    <message>
        <source>Xin chọn thủ tục.</source>
        <translation>Please choose the procedure.</translation>
    </message>
    <message>
        <source>Xin nhập số tiền, hoặc để trống nếu chưa rõ.</source>
        <translation>Please type the amount, or leave it empty if it is not known.</translation>
    </message>
    <message>
        <source>Xin nhập số từ 1 trở lên.</source>
        <translation>Please type a number of 1 or more.</translation>
    </message>
    <message>
        <source>Xin nhập ngày/tháng/năm, hoặc để trống nếu chưa rõ.</source>
        <translation>Please type day/month/year, or leave it empty if it is not known.</translation>
    </message>
    <message>
        <source>Chưa lưu: còn chỗ cần sửa.</source>
        <translation>Not saved: something still has to be put right.</translation>
    </message>
</context>
<context>
    <name>LookupScreen</name>
    <message>
        <source>Tra cứu</source>
        <translation>Look up</translation>
    </message>
    <message>
        <source>Gõ mã hồ sơ, họ tên, số định danh, số điện thoại hoặc thủ tục</source>
        <translation>Type a dossier code, name, personal number, phone number or procedure</translation>
    </message>
    <message>
        <source>Tra cứu hồ sơ</source>
        <translation>Look up dossiers</translation>
    </message>
    <message>
        <source>Họ và tên · Thủ tục</source>
        <translation>Full name · Procedure</translation>
    </message>
    <message>
        <source>Mã hồ sơ · Hẹn trả</source>
        <translation>Dossier code · Due</translation>
    </message>
    <message>
        <source>Xử lý · Phí, lệ phí</source>
        <translation>Handling · Fees</translation>
    </message>
    <message>
        <source>Trả · Đồng bộ</source>
        <translation>Return · Sync</translation>
    </message>
    <message>
        <source>Hồ sơ tìm thấy</source>
        <translation>Dossiers found</translation>
    </message>
    <message>
        <source>Mũi tên xuống: vào danh sách · Enter: mở hồ sơ</source>
        <translation>Arrow down: into the list · Enter: open the dossier</translation>
    </message>
    <message>
        <source>Hẹn trả: {due}</source>
        <translation>Due: {due}</translation>
    </message>
    <message>
        <source>Không có hồ sơ nào khớp với “{query}”.
Xin gõ ít chữ hơn, hoặc tìm bằng mã, số định danh.</source>
        <translation>No dossier matches “{query}”.
Type fewer letters, or search by code or personal number.</translation>
    </message>
    <message>
        <source>Chưa có hồ sơ nào trên máy này. Bấm F2 để tiếp nhận hồ sơ.</source>
        <translation>There is no dossier on this machine yet. Press F2 to receive one.</translation>
    </message>
    <message>
        <source>Hiện {count} hồ sơ khớp nhất. Xin gõ thêm để thu hẹp.</source>
        <translation>The {count} best matches are shown. Type more to narrow them down.</translation>
    </message>
    <message>
        <source>{count} hồ sơ mới nhất. Gõ vào ô trên để tìm hồ sơ khác.</source>
        <translation>The {count} newest dossiers. Type above to find others.</translation>
    </message>
    <message>
        <source>Không tìm thấy hồ sơ nào</source>
        <translation>No dossier found</translation>
    </message>
    <message>
        <source>Tìm thấy {count} hồ sơ</source>
        <translation>Dossiers found: {count}</translation>
    </message>
    <message>
        <source>Có {count} hồ sơ trên máy</source>
        <translation>Dossiers on this machine: {count}</translation>
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
        <translation>Submitter</translation>
    </message>
    <message>
        <source>Mã QR thẻ căn cước</source>
        <translation>QR code of the citizen card</translation>
    </message>
    <message>
        <source>Quét thẻ vào đây</source>
        <translation>Scan into here</translation>
    </message>
    <message>
        <source>Quét thẻ căn cước</source>
        <translation>Scan citizen card</translation>
    </message>
    <message>
        <source>Tìm người đã có trên máy</source>
        <translation>Find a person already on this machine</translation>
    </message>
    <message>
        <source>Tìm người trên máy</source>
        <translation>Find on this machine</translation>
    </message>
    <message>
        <source>Người tìm thấy</source>
        <translation>People found</translation>
    </message>
    <message>
        <source>Bỏ chọn</source>
        <translation>Unselect</translation>
    </message>
    <message>
        <source>ngày/tháng/năm</source>
        <translation>day/month/year</translation>
    </message>
    <message>
        <source>chưa rõ</source>
        <translation>not known</translation>
    </message>
    <message>
        <source>Nam</source>
        <translation>Male</translation>
    </message>
    <message>
        <source>Nữ</source>
        <translation>Female</translation>
    </message>
    <message>
        <source>Họ, chữ đệm và tên</source>
        <translation>Full name</translation>
    </message>
    <message>
        <source>Ngày, tháng, năm sinh</source>
        <translation>Birth date</translation>
    </message>
    <message>
        <source>Giới tính</source>
        <translation>Sex</translation>
    </message>
    <message>
        <source>Số định danh cá nhân/CCCD</source>
        <translation>Personal number</translation>
    </message>
    <message>
        <source>Địa chỉ</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>Số điện thoại</source>
        <translation>Phone number</translation>
    </message>
    <message>
        <source>Đã có trên máy: {name}</source>
        <translation>On this machine: {name}</translation>
    </message>
    <message>
        <source>Thôn/Khu dân cư</source>
        <translation>Village/cluster</translation>
    </message>
    <message>
        <source>Tên hoặc số</source>
        <translation>Name or number</translation>
    </message>
    <message>
        <source>Chưa có ai khớp trên máy này. Xin nhập người mới ở dưới.</source>
        <translation>Nobody on this machine matches. Type the new person below.</translation>
    </message>
    <message>
        <source>Thẻ ghi tên không dấu. Xin đối chiếu họ tên và địa chỉ với thẻ.</source>
        <translation>The card gives the name without marks. Compare name and address with the card.</translation>
    </message>
    <message>
        <source>Số định danh có 12 chữ số. Xin xem lại.</source>
        <translation>A personal number has 12 digits. Please look again.</translation>
    </message>
    <message>
        <source>Ba số đầu không có trong bảng mã. Xin xem lại.</source>
        <translation>The first three digits are not in the table of codes. Please look again.</translation>
    </message>
    <message>
        <source>Số này không khớp giới tính. Xin đối chiếu với thẻ.</source>
        <translation>This number does not fit the sex. Compare it with the card.</translation>
    </message>
    <message>
        <source>Số này không khớp thế kỷ sinh. Xin đối chiếu với thẻ.</source>
        <translation>This number does not fit the century of birth. Compare it with the card.</translation>
    </message>
    <message>
        <source>Số này không khớp năm sinh. Xin đối chiếu với thẻ.</source>
        <translation>This number does not fit the year of birth. Compare it with the card.</translation>
    </message>
</context>
<context>
    <name>ProcedurePart</name>
    <message>
        <source>Thủ tục hành chính</source>
        <translation>Procedure</translation>
    </message>
    <message>
        <source>Vài chữ: sao y, sy, khai sinh…</source>
        <translation>A few letters: sao y, sy, khai sinh…</translation>
    </message>
    <message>
        <source>Tìm thủ tục hành chính</source>
        <translation>Find the procedure</translation>
    </message>
    <message>
        <source>Thủ tục tìm thấy</source>
        <translation>Procedures found</translation>
    </message>
    <message>
        <source>Thành phần hồ sơ</source>
        <translation>Required papers</translation>
    </message>
    <message>
        <source>chưa rõ</source>
        <translation>not known</translation>
    </message>
    <message>
        <source>Đã thu tiền mặt</source>
        <translation>Paid in cash</translation>
    </message>
    <message>
        <source>Hồ sơ gấp</source>
        <translation>Urgent</translation>
    </message>
    <message>
        <source>Số trang bản chính</source>
        <translation>Original&apos;s pages</translation>
    </message>
    <message>
        <source>Số bản</source>
        <translation>Copies</translation>
    </message>
    <message>
        <source>Phí, lệ phí (đồng)</source>
        <translation>Fees (đồng)</translation>
    </message>
    <message>
        <source>Lý do miễn, giảm</source>
        <translation>Exemption ground</translation>
    </message>
    <message>
        <source>Hẹn trả</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>Ghi chú nội bộ</source>
        <translation>Internal note</translation>
    </message>
    <message>
        <source>Danh mục trên máy không có thủ tục này, nên chưa nhận được. Xin ghi lượt hướng dẫn.</source>
        <translation>The catalogue on this machine lacks this procedure, so it cannot be accepted yet. Note a guidance visit.</translation>
    </message>
</context>
<context>
    <name>Program</name>
    <message>
        <source>Đóng</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Hai Phục Vụ</source>
        <translation>Hai Phục Vụ</translation>
    </message>
</context>
<context>
    <name>ReceiverForm</name>
    <message>
        <source>Chữ ký người nhận</source>
        <translation>Receiver&apos;s signature</translation>
    </message>
    <message>
        <source>Người nhận ký vào đây</source>
        <translation>The receiver signs here</translation>
    </message>
    <message>
        <source>Ký lại</source>
        <translation>Sign again</translation>
    </message>
    <message>
        <source>1  Chủ hồ sơ</source>
        <translation>1  Dossier owner</translation>
    </message>
    <message>
        <source>2  Trong hộ</source>
        <translation>2  Household</translation>
    </message>
    <message>
        <source>3  Được ủy quyền</source>
        <translation>3  Authorised</translation>
    </message>
    <message>
        <source>Người nhận</source>
        <translation>Receiver</translation>
    </message>
    <message>
        <source>Giấy tờ đã xem</source>
        <translation>Identity paper seen</translation>
    </message>
    <message>
        <source>4 số cuối</source>
        <translation>Last 4</translation>
    </message>
    <message>
        <source>Ký nhận</source>
        <translation>Sign for it</translation>
    </message>
</context>
<context>
    <name>SavedPanel</name>
    <message>
        <source>Mã tạm – ghi lên giấy hẹn</source>
        <translation>Provisional code – write it on the slip</translation>
    </message>
    <message>
        <source>Hồ sơ sẽ được gửi lên hệ thống khi có mạng. Trước đó hồ sơ vẫn lưu an toàn trên máy này.</source>
        <translation>The dossier is sent to the system when there is a network. Until then it is safe on this machine.</translation>
    </message>
    <message>
        <source>Đã lưu thay đổi trên máy</source>
        <translation>Changes saved on this machine</translation>
    </message>
    <message>
        <source>Đã lưu trên máy</source>
        <translation>Saved on this machine</translation>
    </message>
    <message>
        <source>Đã hoàn tác</source>
        <translation>Undone</translation>
    </message>
    <message>
        <source>Việc hoàn tác cũng được ghi vào nhật ký và gửi lên hệ thống.</source>
        <translation>The undo too is written to the activity log and sent to the system.</translation>
    </message>
    <message>
        <source>Hồ sơ mới</source>
        <translation>New dossier</translation>
    </message>
    <message>
        <source>Ghi kết quả</source>
        <translation>Record result</translation>
    </message>
    <message>
        <source>Xem hồ sơ</source>
        <translation>View dossier</translation>
    </message>
    <message>
        <source>Hoàn tác</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>Lý do hoàn tác</source>
        <translation>Reason for the undo</translation>
    </message>
    <message>
        <source>Xin ghi lý do.</source>
        <translation>Please note the reason.</translation>
    </message>
    <message>
        <source>Quay lại</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Mã hồ sơ</source>
        <translation>Dossier code</translation>
    </message>
    <message>
        <source>Hẹn trả: {due}</source>
        <translation>Due: {due}</translation>
    </message>
    <message>
        <source>chưa rõ</source>
        <translation>not known</translation>
    </message>
</context>
<context>
    <name>ShelfScreen</name>
    <message>
        <source>Kệ kết quả</source>
        <translation>Results shelf</translation>
    </message>
    <message>
        <source>Khu dân cư</source>
        <translation>Village/group/cluster</translation>
    </message>
    <message>
        <source>Ngăn kệ</source>
        <translation>Shelf</translation>
    </message>
    <message>
        <source>Họ và tên · Địa chỉ</source>
        <translation>Full name · Address</translation>
    </message>
    <message>
        <source>Khu dân cư · Hẹn trả</source>
        <translation>Cluster · Due</translation>
    </message>
    <message>
        <source>Mã hồ sơ · Kết quả số</source>
        <translation>Dossier code · Result number</translation>
    </message>
    <message>
        <source>Trên kệ chưa có kết quả nào.
Xin tra cứu hồ sơ (F3), ghi kết quả rồi đưa lên kệ; hồ sơ sẽ hiện ở đây.</source>
        <translation>There is no result on the shelf yet.
Look a dossier up (F3), record its result and put it on the shelf; it will show here.</translation>
    </message>
    <message>
        <source>Phím cách: chọn hoặc bỏ chọn · Ctrl+A: chọn tất cả · Enter: mở hồ sơ</source>
        <translation>Space: select or unselect · Ctrl+A: select all · Enter: open the dossier</translation>
    </message>
    <message>
        <source>Xếp chuyến</source>
        <translation>Plan run</translation>
    </message>
    <message>
        <source>Chọn tất cả</source>
        <translation>Select all</translation>
    </message>
    <message>
        <source>Ctrl+Enter</source>
        <translation>Ctrl+Enter</translation>
    </message>
    <message>
        <source>Đã chọn {count} trong {all}</source>
        <translation>Selected {count} of {all}</translation>
    </message>
    <message>
        <source>Hẹn trả: {due}</source>
        <translation>Due: {due}</translation>
    </message>
    <message>
        <source>Kết quả số {number}</source>
        <translation>Result no. {number}</translation>
    </message>
    <message>
        <source>Đã chọn</source>
        <translation>Selected</translation>
    </message>
    <message>
        <source>Chọn</source>
        <translation>Select</translation>
    </message>
    <message>
        <source>Kết quả trên kệ</source>
        <translation>Results on the shelf</translation>
    </message>
    <message>
        <source>Tất cả</source>
        <translation>All</translation>
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
    <name>SyncScreen</name>
    <message>
        <source>Đồng bộ</source>
        <translation>Sync</translation>
    </message>
    <message>
        <source>Đồng bộ ngay</source>
        <translation>Sync now</translation>
    </message>
    <message>
        <source>Số</source>
        <translation>No.</translation>
    </message>
    <message>
        <source>Việc</source>
        <translation>Act</translation>
    </message>
    <message>
        <source>Mã hồ sơ</source>
        <translation>Dossier code</translation>
    </message>
    <message>
        <source>Trạng thái</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Lúc</source>
        <translation>At</translation>
    </message>
    <message>
        <source>Các việc đã làm trên máy này</source>
        <translation>Acts done on this machine</translation>
    </message>
    <message>
        <source>Chưa có việc nào được ghi trên máy này.</source>
        <translation>No act was written on this machine yet.</translation>
    </message>
    <message>
        <source>Còn {n} việc chờ gửi.</source>
        <translation>Acts still waiting: {n}.</translation>
    </message>
    <message>
        <source>Đã đồng bộ. Máy này và hệ thống khớp nhau.</source>
        <translation>Synced. This machine and the system agree.</translation>
    </message>
    <message>
        <source>Chưa khớp với hệ thống lần nào. Lần thử gần nhất: {tried}</source>
        <translation>Never agreed with the system yet. Last try: {tried}</translation>
    </message>
    <message>
        <source>Dữ liệu đến lúc {agreed}. Lần thử gần nhất: {tried}</source>
        <translation>Data as of {agreed}. Last try: {tried}</translation>
    </message>
    <message>
        <source>Đang đồng bộ… Ông/bà vẫn làm việc khác được.</source>
        <translation>Syncing… You can go on working.</translation>
    </message>
    <message>
        <source>Hệ thống đã nhận {n} việc.</source>
        <translation>Acts received by the system: {n}.</translation>
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
        <translation>Handed in: {paper}</translation>
    </message>
    <message>
        <source>Loại giấy tờ: {paper}</source>
        <translation>Kind of paper: {paper}</translation>
    </message>
    <message>
        <source>Số lượng: {paper}</source>
        <translation>Number: {paper}</translation>
    </message>
    <message>
        <source>phải xuất trình</source>
        <translation>to show</translation>
    </message>
    <message>
        <source>phải nộp</source>
        <translation>to submit</translation>
    </message>
    <message>
        <source>nếu có</source>
        <translation>if any</translation>
    </message>
    <message>
        <source>chưa kiểm chứng</source>
        <translation>not verified</translation>
    </message>
</context>
<context>
    <name>_TwinBanner</name>
    <message>
        <source>Dùng người này</source>
        <translation>Use this person</translation>
    </message>
    <message>
        <source>Là người khác</source>
        <translation>Somebody else</translation>
    </message>
    <message>
        <source>Số định danh này đã có: {who}</source>
        <translation>This personal number is already there: {who}</translation>
    </message>
</context>
<context>
    <name>axes</name>
    <message>
        <source>Đã tiếp nhận</source>
        <translation>Accepted</translation>
    </message>
    <message>
        <source>Đang xử lý</source>
        <translation>In progress</translation>
    </message>
    <message>
        <source>Đã có kết quả</source>
        <translation>Result recorded</translation>
    </message>
    <message>
        <source>Đã trả kết quả</source>
        <translation>Result returned</translation>
    </message>
    <message>
        <source>Đã hoàn tác</source>
        <translation>Undone</translation>
    </message>
    <message>
        <source>Chưa lên kệ</source>
        <translation>Not on the shelf</translation>
    </message>
    <message>
        <source>Chờ trả</source>
        <translation>Ready</translation>
    </message>
    <message>
        <source>Đang giao</source>
        <translation>Out</translation>
    </message>
    <message>
        <source>Vắng mặt</source>
        <translation>Absent</translation>
    </message>
    <message>
        <source>Đã trao</source>
        <translation>Handed over</translation>
    </message>
    <message>
        <source>Chờ gửi</source>
        <translation>Waiting</translation>
    </message>
    <message>
        <source>Đang gửi</source>
        <translation>Sending</translation>
    </message>
    <message>
        <source>Hệ thống đã nhận</source>
        <translation>Received by system</translation>
    </message>
    <message>
        <source>Đã ghi nhận</source>
        <translation>Recorded by the system</translation>
    </message>
    <message>
        <source>Đã lưu dự phòng</source>
        <translation>Backed up</translation>
    </message>
    <message>
        <source>Đang chờ việc trước</source>
        <translation>Waiting for an earlier act</translation>
    </message>
    <message>
        <source>Cần xử lý</source>
        <translation>Needs you</translation>
    </message>
    <message>
        <source>Bản chính</source>
        <translation>Original</translation>
    </message>
    <message>
        <source>Bản sao</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>Bản chứng thực</source>
        <translation>Certified</translation>
    </message>
    <message>
        <source>Bản điện tử</source>
        <translation>Electronic</translation>
    </message>
    <message>
        <source>Chủ hồ sơ</source>
        <translation>Dossier owner</translation>
    </message>
    <message>
        <source>Người trong hộ</source>
        <translation>Member of the household</translation>
    </message>
    <message>
        <source>Người được ủy quyền</source>
        <translation>Authorised person</translation>
    </message>
    <message>
        <source>Thẻ căn cước (CCCD)</source>
        <translation>Citizen card (CCCD)</translation>
    </message>
    <message>
        <source>Hộ chiếu</source>
        <translation>Passport</translation>
    </message>
    <message>
        <source>Giấy tờ khác có ảnh</source>
        <translation>Other paper with a photo</translation>
    </message>
    <message>
        <source>Đã thu {amount}</source>
        <translation>Paid {amount}</translation>
    </message>
    <message>
        <source>Miễn, giảm</source>
        <translation>Exempt/reduced</translation>
    </message>
    <message>
        <source>Chưa rõ mức thu</source>
        <translation>Fee not known</translation>
    </message>
    <message>
        <source>Không thu</source>
        <translation>No fee</translation>
    </message>
    <message>
        <source>Chưa thu {amount}</source>
        <translation>Unpaid {amount}</translation>
    </message>
    <message>
        <source>chưa rõ</source>
        <translation>not known</translation>
    </message>
    <message>
        <source>{date} · quá hạn</source>
        <translation>{date} · overdue</translation>
    </message>
    <message>
        <source>{date} · hôm nay</source>
        <translation>{date} · today</translation>
    </message>
</context>
<context>
    <name>conflicts</name>
    <message>
        <source>Thông tin tiếp nhận</source>
        <translation>Acceptance</translation>
    </message>
    <message>
        <source>Mã hồ sơ</source>
        <translation>Dossier code</translation>
    </message>
    <message>
        <source>Thủ tục hành chính</source>
        <translation>Procedure</translation>
    </message>
    <message>
        <source>Người nộp hồ sơ</source>
        <translation>Submitter</translation>
    </message>
    <message>
        <source>Hẹn trả</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>Phí, lệ phí</source>
        <translation>Fees</translation>
    </message>
    <message>
        <source>Kết quả giải quyết</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>Trả kết quả</source>
        <translation>Return result</translation>
    </message>
    <message>
        <source>Lập chuyến</source>
        <translation>Plan run</translation>
    </message>
    <message>
        <source>Đóng chuyến</source>
        <translation>Close run</translation>
    </message>
    <message>
        <source>Mã tạm</source>
        <translation>Provisional code</translation>
    </message>
    <message>
        <source>Ngày giờ tiếp nhận</source>
        <translation>Received at</translation>
    </message>
    <message>
        <source>Nơi tiếp nhận</source>
        <translation>Received where</translation>
    </message>
    <message>
        <source>Thủ tục</source>
        <translation>Procedure</translation>
    </message>
    <message>
        <source>Họ, chữ đệm và tên</source>
        <translation>Full name</translation>
    </message>
    <message>
        <source>Số định danh cá nhân</source>
        <translation>Personal number</translation>
    </message>
    <message>
        <source>Số CMND cũ</source>
        <translation>Old identity number</translation>
    </message>
    <message>
        <source>Ngày, tháng, năm sinh</source>
        <translation>Birth date</translation>
    </message>
    <message>
        <source>Địa chỉ</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>Khu dân cư</source>
        <translation>Village/group/cluster</translation>
    </message>
    <message>
        <source>Số điện thoại</source>
        <translation>Phone number</translation>
    </message>
    <message>
        <source>Nội dung yêu cầu</source>
        <translation>What is asked for</translation>
    </message>
    <message>
        <source>Thành phần hồ sơ</source>
        <translation>Required papers</translation>
    </message>
    <message>
        <source>Số bản</source>
        <translation>Copies</translation>
    </message>
    <message>
        <source>Mức thu</source>
        <translation>Fee</translation>
    </message>
    <message>
        <source>Lý do miễn, giảm</source>
        <translation>Exemption ground</translation>
    </message>
    <message>
        <source>Đã thu</source>
        <translation>Paid</translation>
    </message>
    <message>
        <source>Khẩn</source>
        <translation>Urgent</translation>
    </message>
    <message>
        <source>Ghi chú nội bộ</source>
        <translation>Internal note</translation>
    </message>
    <message>
        <source>Xử lý</source>
        <translation>Handling</translation>
    </message>
    <message>
        <source>Số kết quả</source>
        <translation>Result number</translation>
    </message>
    <message>
        <source>Người ký</source>
        <translation>Signer</translation>
    </message>
    <message>
        <source>Ngày ký</source>
        <translation>Signed on</translation>
    </message>
    <message>
        <source>Ghi chú kết quả</source>
        <translation>Note on the result</translation>
    </message>
    <message>
        <source>Ngăn kệ</source>
        <translation>Shelf</translation>
    </message>
    <message>
        <source>Người nhận</source>
        <translation>Receiver</translation>
    </message>
    <message>
        <source>Quan hệ</source>
        <translation>Relation</translation>
    </message>
    <message>
        <source>Giấy tờ tùy thân</source>
        <translation>Identity paper</translation>
    </message>
    <message>
        <source>Bốn số cuối giấy tờ</source>
        <translation>Last four digits of the paper</translation>
    </message>
    <message>
        <source>Trao lúc</source>
        <translation>Handed over at</translation>
    </message>
    <message>
        <source>Giới tính</source>
        <translation>Sex</translation>
    </message>
    <message>
        <source>Số đã lấy</source>
        <translation>Taken</translation>
    </message>
    <message>
        <source>Số đã trao</source>
        <translation>Handed over</translation>
    </message>
    <message>
        <source>Số mang về</source>
        <translation>Brought back</translation>
    </message>
    <message>
        <source>Đóng lúc</source>
        <translation>Closed at</translation>
    </message>
    <message>
        <source>Đi lúc</source>
        <translation>Left at</translation>
    </message>
    <message>
        <source>Mã chuyến</source>
        <translation>Run code</translation>
    </message>
    <message>
        <source>Có</source>
        <translation>Yes</translation>
    </message>
    <message>
        <source>Không</source>
        <translation>No</translation>
    </message>
    <message>
        <source>Nam</source>
        <translation>Male</translation>
    </message>
    <message>
        <source>Nữ</source>
        <translation>Female</translation>
    </message>
</context>
<context>
    <name>deeds</name>
    <message>
        <source>Ghi người mới</source>
        <translation>New person noted</translation>
    </message>
    <message>
        <source>Sửa thông tin người</source>
        <translation>Person amended</translation>
    </message>
    <message>
        <source>Tiếp nhận hồ sơ</source>
        <translation>Dossier accepted</translation>
    </message>
    <message>
        <source>Sửa hồ sơ</source>
        <translation>Dossier amended</translation>
    </message>
    <message>
        <source>Hoàn tác tiếp nhận</source>
        <translation>Acceptance undone</translation>
    </message>
    <message>
        <source>Ghi kết quả</source>
        <translation>Record result</translation>
    </message>
    <message>
        <source>Hoàn tác kết quả</source>
        <translation>Result undone</translation>
    </message>
    <message>
        <source>Đặt lên kệ</source>
        <translation>Put on shelf</translation>
    </message>
    <message>
        <source>Lấy khỏi kệ</source>
        <translation>Taken off the shelf</translation>
    </message>
    <message>
        <source>Lấy đi giao</source>
        <translation>Taken out</translation>
    </message>
    <message>
        <source>Đã trao kết quả</source>
        <translation>Result handed over</translation>
    </message>
    <message>
        <source>Vắng mặt</source>
        <translation>Absent</translation>
    </message>
    <message>
        <source>Hoàn về kệ</source>
        <translation>Back to shelf</translation>
    </message>
    <message>
        <source>Xếp chuyến</source>
        <translation>Plan run</translation>
    </message>
    <message>
        <source>Đóng chuyến</source>
        <translation>Close run</translation>
    </message>
    <message>
        <source>Xác nhận của cán bộ không khớp. Xin báo người phụ trách an toàn thông tin.</source>
        <translation>The official&apos;s confirmation does not match. Please tell the person in charge of information security.</translation>
    </message>
    <message>
        <source>Hệ thống chưa đọc được việc này. Xin gọi người phụ trách máy; việc vẫn được giữ trên máy.</source>
        <translation>The system could not read this act. Please call the person in charge of the machine; the act is kept here.</translation>
    </message>
    <message>
        <source>Hệ thống chưa biết việc này: trung tâm cần cập nhật.</source>
        <translation>The system does not know this act: the centre must be updated.</translation>
    </message>
    <message>
        <source>Hồ sơ này đã có ở hệ thống. Xin đối chiếu hai bản.</source>
        <translation>This dossier is in the system already. Please compare the two versions.</translation>
    </message>
    <message>
        <source>Hệ thống chưa có hồ sơ gốc. Xin báo người phụ trách.</source>
        <translation>The system lacks the dossier that this belongs to. Tell the person in charge.</translation>
    </message>
    <message>
        <source>Mã này ở hệ thống thuộc loại khác. Xin báo người phụ trách.</source>
        <translation>This code belongs to another kind of record in the system. Tell the person in charge.</translation>
    </message>
    <message>
        <source>Nội dung không đúng dạng. Xin báo người phụ trách.</source>
        <translation>The content has the wrong form. Tell the person in charge.</translation>
    </message>
    <message>
        <source>Hồ sơ ở hệ thống đang ở bước khác. Xin mở hồ sơ để xem.</source>
        <translation>In the system the dossier is at another step. Open it to see.</translation>
    </message>
    <message>
        <source>Chờ việc trước của hồ sơ này được xử lý.</source>
        <translation>Waits until an earlier act on this dossier is settled.</translation>
    </message>
    <message>
        <source>Hệ thống chưa biết cán bộ đã làm việc này. Xin gọi người phụ trách máy để đăng ký.</source>
        <translation>The system does not know the official who did this. Please call the person in charge of the machine to register them.</translation>
    </message>
    <message>
        <source>Hồ sơ quá lớn nên hệ thống không nhận thêm. Xin gọi người phụ trách máy.</source>
        <translation>The dossier is too large, so the system takes no more of it. Please call the person in charge of the machine.</translation>
    </message>
    <message>
        <source>Chưa gửi được vì chưa liên lạc được với hệ thống. Hồ sơ vẫn lưu an toàn trên máy này. Xin thử lại khi có mạng.</source>
        <translation>Not sent: the system could not be reached. The dossiers are safe on this machine. Try again when there is a network.</translation>
    </message>
    <message>
        <source>Chưa gửi được. Hồ sơ vẫn lưu an toàn trên máy này. Xin báo người phụ trách máy: {key}.</source>
        <translation>Not sent. The dossiers are safe on this machine. Tell the person in charge of it: {key}.</translation>
    </message>
    <message>
        <source>Máy này có thể vừa được phục hồi hoặc sao chép từ bản cũ, nên hệ thống không nhận tiếp. Hồ sơ vẫn lưu an toàn trên máy này. Xin gọi người phụ trách ngay.</source>
        <translation>This machine may have been restored or copied from an older state, so the system takes no more from it. The dossiers are safe on this machine. Please call the person in charge now.</translation>
    </message>
    <message>
        <source>Hệ thống vừa được phục hồi từ bản sao lưu nên chưa nhận tiếp. Hồ sơ vẫn lưu an toàn trên máy này. Xin báo người phụ trách.</source>
        <translation>The system was restored from a backup and takes no more for now. The dossiers are safe on this machine. Please tell the person in charge.</translation>
    </message>
    <message>
        <source>Gói gửi đi không tới nguyên vẹn. Hồ sơ vẫn lưu an toàn trên máy này. Xin đồng bộ lại; nếu lặp lại, gọi người phụ trách.</source>
        <translation>What was sent did not arrive whole. The dossiers are safe on this machine. Please sync again; if it happens again, call the person in charge.</translation>
    </message>
    <message>
        <source>Chưa gửi được: nơi trả lời không phải hệ thống (có thể là trang đăng nhập Wi-Fi). Hồ sơ vẫn lưu an toàn trên máy này. Xin đăng nhập mạng rồi đồng bộ lại.</source>
        <translation>Not sent: what answered is not the system (perhaps a Wi-Fi sign-in page). The dossiers are safe on this machine. Sign in to the network, then sync again.</translation>
    </message>
    <message>
        <source>Đang đồng bộ rồi. Xin chờ lần này xong.</source>
        <translation>A sync is running already. Please wait until it is done.</translation>
    </message>
    <message>
        <source>Hai sổ chưa khớp. Không mất gì: lần đồng bộ tới máy sẽ đọc lại toàn bộ. Xin bấm Đồng bộ ngay.</source>
        <translation>The two notebooks do not agree yet. Nothing is lost: the next sync reads everything again. Press Sync now.</translation>
    </message>
    <message>
        <source>Đây là dữ liệu mẫu, không được gửi lên hệ thống thật. Không có gì được gửi đi.</source>
        <translation>This is sample data; it must not be sent to the real system. Nothing was sent.</translation>
    </message>
    <message>
        <source>Hồ sơ thật không được gửi lên hệ thống tập huấn. Hồ sơ vẫn lưu an toàn trên máy này. Xin gọi người phụ trách máy.</source>
        <translation>Real dossiers are never sent to the training system. They are safe on this machine. Please call the person in charge of the machine.</translation>
    </message>
    <message>
        <source>Hệ thống đang bận. Hồ sơ vẫn lưu an toàn trên máy này. Xin đồng bộ lại sau ít phút.</source>
        <translation>The system is busy. The dossiers are safe on this machine. Sync again in a few minutes.</translation>
    </message>
    <message>
        <source>Máy này đã bị thu hồi quyền gửi. Hồ sơ vẫn lưu an toàn trên máy này. Xin gọi người phụ trách ngay.</source>
        <translation>This machine may no longer send. The dossiers are safe on it. Call the person in charge at once.</translation>
    </message>
    <message>
        <source>Hệ thống chưa biết máy này. Hồ sơ vẫn lưu an toàn trên máy này. Xin báo người phụ trách đăng ký máy.</source>
        <translation>The system does not know this machine. The dossiers are safe on it. Ask the person in charge to enrol it.</translation>
    </message>
    <message>
        <source>Mã đăng ký máy không dùng được nữa. Hồ sơ vẫn lưu an toàn trên máy này. Xin người phụ trách cấp mã mới.</source>
        <translation>The enrolment code can no longer be used. The dossiers are safe on this machine. Ask the person in charge for a new one.</translation>
    </message>
    <message>
        <source>Chương trình trên máy đã cũ nên chưa gửi được. Hồ sơ vẫn lưu an toàn trên máy này. Xin cập nhật.</source>
        <translation>Not sent: the program on this machine is too old. The dossiers are safe on it. Please update.</translation>
    </message>
    <message>
        <source>Hệ thống và máy này khác phiên bản. Hồ sơ vẫn lưu an toàn trên máy này. Xin cập nhật rồi đồng bộ lại.</source>
        <translation>The system and this machine are of different versions. The dossiers are safe on this machine. Update, then sync again.</translation>
    </message>
    <message>
        <source>Gói gửi đi quá lớn. Hồ sơ vẫn lưu an toàn trên máy này. Xin gọi người phụ trách máy.</source>
        <translation>What was sent is too large. The dossiers are safe on this machine. Please call the person in charge of the machine.</translation>
    </message>
    <message>
        <source>Máy này đăng ký cho xã khác. Hồ sơ vẫn lưu an toàn trên máy này. Xin gọi người phụ trách máy.</source>
        <translation>This machine is registered for another commune. The dossiers are safe on this machine. Please call the person in charge of the machine.</translation>
    </message>
    <message>
        <source>Hệ thống đã đổi khóa. Hồ sơ vẫn lưu an toàn trên máy này. Xin gọi người phụ trách máy.</source>
        <translation>The system has changed its key. The dossiers are safe on this machine. Please call the person in charge of the machine.</translation>
    </message>
    <message>
        <source>Địa chỉ hệ thống ghi trên máy không đúng. Hồ sơ vẫn lưu an toàn trên máy này. Xin gọi người phụ trách máy.</source>
        <translation>The system&apos;s address on this machine is wrong. The dossiers are safe on this machine. Please call the person in charge of the machine.</translation>
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
        <source>Tệp dữ liệu bị hỏng một phần. Xin đừng xóa gì, ngừng dùng máy và gọi người phụ trách để cứu dữ liệu.</source>
        <translation>The data file is partly damaged. Please delete nothing, stop using this machine and call the person in charge to rescue the data.</translation>
    </message>
    <message>
        <source>Thư viện lưu trữ trên máy này quá cũ, có thể làm hỏng dữ liệu. Xin cài lại bản chương trình đầy đủ.</source>
        <translation>The storage library on this machine is too old and may damage data. Install the complete program again.</translation>
    </message>
    <message>
        <source>Sổ dữ liệu trên máy do bản chương trình mới hơn ghi. Xin cập nhật chương trình rồi mở lại.</source>
        <translation>A newer version of the program wrote the notebook on this machine. Update the program, then open it again.</translation>
    </message>
    <message>
        <source>Việc cài đặt máy này bị dở dang. Xin gọi người phụ trách máy để cài đặt lại từ đầu.</source>
        <translation>Setting up this machine was cut short. Call the person in charge to set it up from the beginning.</translation>
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
        <source>Theo đồng hồ máy này, tệp cài đặt đã hết hạn. Xin xem lại ngày giờ của máy; nếu đúng, lấy tệp mới từ trung tâm.</source>
        <translation>By this machine&apos;s clock the set-up file has expired. Please check the date and time; if they are right, get a new file from the centre.</translation>
    </message>
    <message>
        <source>Thư mục này đã có tệp khác. Chương trình không ghi đè; xin chọn một thư mục trống.</source>
        <translation>This folder already holds other files. The program does not write over them; please choose an empty folder.</translation>
    </message>
    <message>
        <source>Xin ghi từ 1 đến 64 công chức, mỗi người có họ tên (dưới 200 ký tự) và chức danh (dưới 33 ký tự).</source>
        <translation>Please name 1 to 64 officials, each with a name (under 200 characters) and a role (under 33 characters).</translation>
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
        <source>Máy này chưa có đủ hồ sơ của chuyến {about}. Xin đồng bộ rồi thử lại, hoặc đóng chuyến ở máy đã lập chuyến.</source>
        <translation>This machine does not have every dossier of run {about} yet. Please sync and try again, or close the run at the machine that made it.</translation>
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
